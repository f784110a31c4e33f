namespace Stress;

/// <summary>A message that shows who wrote it, as which of its own, and if it was torn.</summary>
internal readonly record struct Numbered(int Producer, long Number, long Check)
{
    public bool IsWhole => Check == (Number ^ Producer ^ 0x5DEECE66D);

    public static Numbered Of(int producer, long number) => new(producer, number, number ^ producer ^ 0x5DEECE66D);
}

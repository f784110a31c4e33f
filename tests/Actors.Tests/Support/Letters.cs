using System.Collections.Concurrent;

namespace Actors.Tests.Support;

/// <summary>A subscriber that keeps what it is told.</summary>
internal sealed class Letters : IObserver<DeadLetter>
{
    private readonly ConcurrentQueue<DeadLetter> _letters = new();

    public IReadOnlyCollection<DeadLetter> All => _letters;

    public static Letters Of(IActorSystem system)
    {
        Letters letters = new();
        system.DeadLetters.Subscribe(letters);
        return letters;
    }

    public void OnNext(DeadLetter value) => _letters.Enqueue(value);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}

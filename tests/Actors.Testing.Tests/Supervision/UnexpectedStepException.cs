namespace Actors.Testing.Tests.Supervision;

/// <summary>Something happened in an actor's life that must not; noted, since supervision would take care of it.</summary>
internal sealed class UnexpectedStepException : Exception
{
    public UnexpectedStepException(string message)
        : base(message) => First ??= message;

    [field: ThreadStatic]
    public static string? First { get; set; }
}

namespace Benchmarks.Work;

/// <summary>How long everybody is ready to wait for an answer; nobody ever has to.</summary>
internal static class Asking
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
}

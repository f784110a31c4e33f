namespace Actors.Tests.Support;

/// <summary>A fact about signals, which Windows does not have.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Windows has no SIGTERM to send.";
    }
}

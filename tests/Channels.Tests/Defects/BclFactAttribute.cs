namespace Channels.Tests.Defects;

/// <summary>Shows a defect of System.Threading.Channels: skipped where the runtime is newer than those known to have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BclFactAttribute : FactAttribute
{
    // 10.0.15 is the newest whose code was looked at.
    private static readonly Version LastKnown = new(10, 0, 15);

    public BclFactAttribute()
    {
        if (Environment.Version > LastKnown) Skip = $"Known of .NET 10 up to {LastKnown}; this is {Environment.Version}.";
    }
}

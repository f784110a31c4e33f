namespace Channels;

/// <summary>A wait for permits of a <see cref="FairSemaphore"/>, which wants so many.</summary>
internal sealed class AwaitedPermit(IAwaitedLine<SemaphorePermit> line) : AwaitedRead<SemaphorePermit>(line)
{
    /// <summary>Guarded by the semaphore's gate while it stands in line.</summary>
    public int Wanted { get; set; }
}

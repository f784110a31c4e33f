namespace FolderIndex;

/// <summary>Shows how far the run is, in one way or another.</summary>
public interface IProgressView
{
    /// <summary>Shows it until the run has ended, well or not; never throws for that.</summary>
    Task ShowUntilAsync(Task run);
}

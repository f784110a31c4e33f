namespace Actors.Hosting;

/// <summary>How the host supervises its actors, if it was told.</summary>
internal sealed record RootStrategy(SupervisorStrategy Strategy);

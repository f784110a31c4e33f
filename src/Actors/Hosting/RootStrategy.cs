namespace Actors.Hosting;

/// <summary>How the host supervises the actors of a system, if it was told.</summary>
internal sealed record RootStrategy(SystemRegistration System, SupervisorStrategy Strategy);

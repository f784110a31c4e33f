namespace Actors.Testing.Tests.Supervision;

/// <summary>Where in its life an actor may fail.</summary>
internal enum LifePoint
{
    Constructor,
    Start,
    Restarting,
    Restarted,
    Stop,
    Dispose,
    Handler,
}

namespace Actors;

/// <summary>The time of a state is over.</summary>
internal sealed class StateTimeout
{
    public static readonly StateTimeout Instance = new();
}

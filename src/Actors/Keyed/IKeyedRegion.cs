namespace Actors.Keyed;

/// <summary>The actors of a keyed class, as far as one needs not know the class.</summary>
internal interface IKeyedRegion
{
    /// <summary>The class.</summary>
    Type ActorType { get; }

    /// <summary>Begins to look who has been idle for long; with the life of its head.</summary>
    void StartSweeping();

    /// <summary>Ends that.</summary>
    void StopSweeping();
}

namespace Interleaving.Tests.Simulation;

/// <summary>Decides which thread takes the next step.</summary>
internal interface IStrategy
{
    /// <summary>Goes to the beginning of the next schedule; false if there is none.</summary>
    bool TryBegin();

    /// <summary>Picks one of several threads that can run.</summary>
    /// <param name="enabled">Bit i says that thread i can run; at least two are set.</param>
    /// <param name="current">The thread that took the last step and can go on; -1 if it cannot.</param>
    int Choose(uint enabled, int current);
}

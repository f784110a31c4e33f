namespace Actors.Messaging;

/// <summary>An actor, as far as Asks have to know it: whom a request was put to, or who awaits one.</summary>
internal interface IAskParty
{
    /// <summary>What it is called in texts.</summary>
    string Name { get; }

    /// <summary>The number of the message that it is handling: how many it ever took out. Asked for by its own turn, or what that awaits.</summary>
    long Number { get; }

    /// <summary>The number of the message whose handler awaits something and so holds it; -1 if none does.</summary>
    long HeldIn { get; }

    /// <summary>What holds it, in a word.</summary>
    string HeldBy { get; }

    /// <summary>The Asks that its handlers await; made for the first of them.</summary>
    AskWaits Waits { get; }

    /// <summary>The same, if there ever was one.</summary>
    AskWaits? WaitsIfAny { get; }

    /// <summary>What the asker is told when no answer came in time: what was asked of whom, and how things stand there.</summary>
    Exception TimedOut(Ask ask);
}

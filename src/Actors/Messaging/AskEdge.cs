namespace Actors.Messaging;

/// <summary>One actor waits for another: in the handler of one message it awaits an answer.</summary>
/// <param name="Ask">What it awaits.</param>
/// <param name="Life">In which life of that object.</param>
/// <param name="Asker">Who waits.</param>
/// <param name="AskedIn">The number of the message whose handler awaits.</param>
/// <param name="Target">Who is to answer.</param>
/// <param name="Request">What was asked.</param>
internal readonly record struct AskEdge(Ask Ask, int Life, IAskParty Asker, long AskedIn, IAskParty Target, object Request)
{
    /// <summary>Whether it is so: the answer is not there, and the handler has not returned. Once false it stays so.</summary>
    public bool Holds => Ask.IsWaitingIn(Life) && Asker.HeldIn == AskedIn;
}

using Actors.Messaging;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>What the models of Ask cycles share: actors that are held by their handlers, and await each other.</summary>
internal abstract class CycleModel : Model
{
    private readonly AskRegistry _registry = new(new ModelClock(), new TurnQueue(), Timeout.InfiniteTimeSpan, CancellationToken.None)
    {
        CycleFound = static _ => new NotSupportedException(),
    };

    /// <summary>Begins an Ask.</summary>
    protected Ask<int> Begin(Party target)
    {
        AskPool.Forget();
        return Ask<int>.Begin(_registry, target, "question", Timeout.InfiniteTimeSpan);
    }

    /// <summary>Awaits an Ask in a handler that holds its actor, and does not wait for the answer.</summary>
    protected static void AwaitIn(Party asker, Ask<int> ask)
    {
        IAskParty? outer = AskTurn.Enter(asker);
        ask.Reply.GetAwaiter().UnsafeOnCompleted(static () => { });
        AskTurn.Leave(outer);
    }

    /// <summary>An actor that one handler holds, all the time.</summary>
    internal sealed class Party(string name) : IAskParty
    {
        public string Name => name;

        public long Number => 1;

        public long HeldIn => 1;

        public string HeldBy => "question";

        public AskWaits Waits { get; } = new();

        public AskWaits? WaitsIfAny => Waits;

        public Exception TimedOut(Ask ask) => new TimeoutException();
    }
}

/// <summary>Two actors begin to await each other at the same time: one of them sees it, or both, and one of them breaks it.</summary>
internal sealed class TwoAsksCloseACycle : CycleModel
{
    private Ask<int>? _first;
    private Ask<int>? _second;

    public override void Arrange()
    {
        (Party one, Party other) = (new Party("one"), new Party("other"));
        (_first, _second) = (Begin(other), Begin(one));
        Thread("one", () => AwaitIn(one, _first));
        Thread("other", () => AwaitIn(other, _second));
    }

    public override void Check()
    {
        Claim(!_first!.IsWaiting || !_second!.IsWaiting, "They would wait for each other for ever.");
        Claim(_first!.IsWaiting || _second!.IsWaiting, "When one of them is told, there is no cycle any more.");
    }
}

/// <summary>A waits for B, which waits for C; C answers B, and only then waits for A: at no time is there a cycle.</summary>
internal sealed class CycleThatNeverWas : CycleModel
{
    private Ask<int>? _first;
    private Ask<int>? _third;
    private bool _isAnswered;

    public override void Arrange()
    {
        (Party a, Party b, Party c) = (new Party("a"), new Party("b"), new Party("c"));
        Ask<int> second = Begin(c);
        AwaitIn(b, second);
        (_first, _third) = (Begin(b), Begin(a));
        Thread("a", () => AwaitIn(a, _first));
        Thread("c", () =>
        {
            _isAnswered = second.TryReply(1);
            AwaitIn(c, _third);
        });
    }

    public override void Check()
    {
        Claim(_isAnswered, "C answers B.");
        Claim(_first!.IsWaiting && _third!.IsWaiting, "Nobody is told of a cycle.");
    }
}

using Channels.Atomics;

namespace Actors.Messaging;

/// <summary>Where a thread says whose turn it runs; written by the thread, looked at by who watches for turns that do not end.</summary>
internal sealed class TurnPlace
{
    // Guards the list. Those of threads that are gone are let go of.
    private static readonly Gate ListGate = new();
    private static readonly List<WeakReference<TurnPlace>> List = [];

    private IAskParty? _current;
    private int _turns;

    /// <summary>The actor whose turn runs.</summary>
    public IAskParty? Current
    {
        // No order is needed: who watches looks again much later.
        get => Atomic.Read(ref _current);
        set => _current = value;
    }

    /// <summary>How many turns began here: tells one that is long from many that are short.</summary>
    public int Turns => Atomic.Read(ref _turns);

    public static TurnPlace Make()
    {
        TurnPlace place = new();
        using (ListGate.Enter())
        {
            List.RemoveAll(one => !one.TryGetTarget(out _));
            List.Add(new WeakReference<TurnPlace>(place));
        }

        return place;
    }

    /// <summary>Those of all threads.</summary>
    public static List<TurnPlace> All()
    {
        List<TurnPlace> places = [];
        using (ListGate.Enter())
        {
            foreach (WeakReference<TurnPlace> one in List)
            {
                if (one.TryGetTarget(out TurnPlace? place)) places.Add(place);
            }
        }

        return places;
    }

    public void Begin(IAskParty? party)
    {
        _current = party;
        _turns++;
    }
}

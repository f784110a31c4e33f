using Actors.Diagnostics;
using Actors.Messaging;

namespace Actors.Local;

/// <summary>Names actors that do not let others have their turn, or themselves the next message: a turn that holds its thread, one that never pauses, a handler that awaits and awaits. Each once, as a warning.</summary>
/// <remarks>A thread of its own: where every thread of the pool is held is where it is needed.</remarks>
internal sealed class TurnWatch : IDisposable
{
    // Looks within the time after which it warns.
    private const int Looks = 4;

    // Of more actors than that the handlers that await are not looked at.
    private const int MostActors = 100_000;

    private readonly LocalActorSystem _system;
    private readonly TimeSpan _after;
    private readonly ManualResetEventSlim _isOver = new();

    // What was seen at the last look; the watch's own.
    private Dictionary<TurnPlace, Sight> _sights = [];
    private Dictionary<ActorCell, long> _named = [];

    public TurnWatch(LocalActorSystem system, TimeSpan after)
    {
        _system = system;
        _after = after;
        new Thread(Watch) { IsBackground = true, Name = "Actors turn watch" }.UnsafeStart();
    }

    public void Dispose() => _isOver.Set();

    private void Watch()
    {
        while (!_isOver.Wait(_after / Looks))
        {
            LookAtThreads();
            LookAtHandlers();
        }
    }

    private void LookAtThreads()
    {
        Dictionary<TurnPlace, Sight> sights = [];
        foreach (TurnPlace place in TurnPlace.All())
        {
            if (place.Current is not ActorCell cell || cell.System != _system) continue;
            Sight sight = new(cell, place.Turns, InOneTurn: 1, InARow: 1);
            if (_sights.TryGetValue(place, out Sight before) && before.Cell == cell)
                sight = sight with { InOneTurn = before.Turns == sight.Turns ? before.InOneTurn + 1 : 1, InARow = before.InARow + 1 };
            sights.Add(place, sight);

            // One look more than there is time in between.
            if (sight.InOneTurn == Looks + 1) _system.Logger.TurnHoldsThread(cell.Path, _after, cell.Loop.Count);
            else if (sight.InARow == Looks + 1 && sight.InOneTurn <= Looks) _system.Logger.ActorNeverPauses(cell.Path, _after, cell.Loop.Count);
        }

        _sights = sights;
    }

    private void LookAtHandlers()
    {
        Dictionary<ActorCell, long> named = [];
        foreach (ActorCell cell in _system.Living().Take(MostActors))
        {
            long number = cell.Loop.HeldIn;
            if (number < 0 || cell.Loop.HeldFor is not { } time || time < _after) continue;
            named.Add(cell, number);
            if (_named.TryGetValue(cell, out long before) && before == number) continue;
            _system.Logger.HandlerAwaits(cell.Path, cell.Loop.HeldBy ?? "a message", time, cell.Loop.Count);
        }

        _named = named;
    }

    private readonly record struct Sight(ActorCell Cell, int Turns, int InOneTurn, int InARow);
}

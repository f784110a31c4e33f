using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>Bugs of the kind that a "simplification" brings, each a matter of a line or two.</summary>
internal static class PlantedBugs
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. SharingBugs.All,
        .. PlantedInboxBugs.All,
        .. PlantedWorkSharingBugs.All,
        new(
            "A slot says that it is filled before it is",
            "RingSegment.cs",
            "slot.Item = item;",
            "Atomic.Write(ref slot.Number, (int)ticket + 1); Interleave.Point(); slot.Item = item;",
            typeof(WriteMeetsPark)),
        new(
            "The consumer parks without looking at the tickets",
            "MpscQueue.Consuming.cs",
            "if (word >> RingSegment<T>.TicketShift != ticket) return ParkStatus.HasItems;",
            "",
            typeof(WriteMeetsPark)),
        new(
            "A write forgets that the consumer sleeps",
            "MpscQueue.Producing.cs",
            "mustWake = (word & RingSegment<T>.Parked) != 0;",
            "",
            typeof(WriteMeetsPark)),
        new(
            "A write sees that the consumer sleeps after taking its ticket, not with it",
            "MpscQueue.Producing.cs",
            "mustWake = (word & RingSegment<T>.Parked) != 0;",
            "mustWake = IsParked;",
            typeof(WriteMeetsPark)),
        new(
            "Unparking does not compare",
            "MpscQueue.Consuming.cs",
            "if (segment.TryMoveWord(word, word & ~RingSegment<T>.Parked)) return true;",
            "segment.TryMoveWord(word, word & ~RingSegment<T>.Parked); return true;",
            typeof(UnparkMeetsWrite)),
        new(
            "Closing forgets the sleeping consumer",
            "MpscQueue.Closing.cs",
            "if (mustWake) Wake(isClosed: true);",
            "",
            typeof(CloseMeetsWriteAndPark)),
        new(
            "Closing closes a ring that is no longer the last",
            "MpscQueue.Closing.cs",
            """
                        if ((word & RingSegment<T>.Frozen) != 0)
                        {
                            segment = RingAfter(segment);
                            continue;
                        }

                        if ((word & RingSegment<T>.Closed) != 0) return false;
                        // Somebody
            """,
            """
                        if ((word & RingSegment<T>.Closed) != 0) return false;
                        // Somebody
            """,
            typeof(CloseMeetsGrowth)),
        new(
            "Two threads make two next rings",
            "RingSegment.cs",
            "if (Atomic.CompareExchange(ref _next, fresh, null) is not { } first) return fresh;",
            "RingSegment<T>? first = null; Atomic.Write(ref _next, fresh); if (first is null) return fresh;",
            typeof(TwoWritesOutgrowTheRing)),
        new(
            "The position moves before the value is taken",
            "MpscQueue.Consuming.cs",
            """
                    segment.Take(ticket, out item);
                    if (!IsBounded)
            """,
            """
                    if (IsBounded) Atomic.Exchange(ref _dequeued, dequeued + 1);
                    Interleave.Point();
                    segment.Take(ticket, out item);
                    if (!IsBounded)
            """,
            typeof(WriteLapsTheRing)),
        new(
            "A ring begins with what lay in its slots before",
            "SpareRings.cs",
            "Array.Clear(slots);",
            "",
            typeof(WriteGoesRoundThroughRings)),
        new(
            "Two rings get the same slots",
            "SpareRings.cs",
            "Atomic.Exchange(ref place, null) is { } slots",
            "Atomic.Read(ref place) is { } slots",
            typeof(TwoWritesWantTheSpare)),
        new(
            "Slots are spared twice",
            "MpscQueue.Consuming.cs",
            "_spares!.Keep(slots);",
            "_spares!.Keep(slots); _spares!.Keep(slots);",
            typeof(TwoWritesWantTheSpare)),
        new(
            "A bounded queue counts one place too many",
            "MpscQueue.Producing.cs",
            "long capacityEnd = IsBounded ? dequeued + _capacity - segment.Start : long.MaxValue;",
            "long capacityEnd = IsBounded ? dequeued + _capacity + 1 - segment.Start : long.MaxValue;",
            typeof(WaitForRoomMeetsRead)),
        new(
            "The reader looks for waiting writers before it makes room",
            "MpscQueue.Consuming.cs",
            """
                    if (!TryTake(out item)) return false;
                    AdmitWaiting();
                    return true;
            """,
            """
                    bool anyWaiting = Atomic.Read(ref _writers) is { AnyWaiting: true };
                    if (!TryTake(out item)) return false;
                    if (anyWaiting) _writers!.Admit();
                    return true;
            """,
            typeof(WaitForRoomMeetsRead)),
        new(
            "A writer stands in line without another look at the room",
            "MpscWriters.cs",
            "_line.Add(writer);\n            admitted = AdmitLocked(out mustWake);",
            "_line.Add(writer); admitted = null; mustWake = false;",
            typeof(WaitForRoomMeetsRead)),
        new(
            "A writer looks at the room before it says that it waits",
            "MpscWriters.cs",
            """
                        _line.Add(writer);
                        admitted = AdmitLocked(out mustWake);
                    }
            """,
            """
                        Atomic.Write(ref _anyWaiting, false);
                        _line.Add(writer);
                        admitted = AdmitLocked(out mustWake);
                        if (!_line.IsEmpty) Atomic.Write(ref _anyWaiting, true);
                    }
            """,
            typeof(WaitForRoomMeetsRead)),
        new(
            "The line does not go with the queue into the next ring",
            "RingSegment.cs",
            "word & Waiting);",
            "0);",
            typeof(NobodyPassesTheLineIntoTheNextRing)),
        new(
            "A newcomer does not see the line",
            "MpscQueue.Producing.cs",
            "if ((word & RingSegment<T>.Waiting & ~ignoredFlags) != 0) return WriteStatus.Full;",
            "",
            typeof(NobodyPassesTheLine)),
        new(
            "The last to be let in leaves the line's flag up",
            "MpscWriters.cs",
            "        RestLocked();\n        return admitted;",
            "        return admitted;",
            typeof(CancelOnlyOneInLine)),
        new(
            "A cancelled writer lowers the flag of those behind it",
            "MpscWriters.cs",
            "            admitted = AdmitLocked(out mustWake);\n        }\n\n        Complete(admitted, mustWake);\n        return true;",
            "            admitted = AdmitLocked(out mustWake); queue.TrySetWaiting(false); Atomic.Write(ref _anyWaiting, false); }\n Complete(admitted, mustWake);\n return true;",
            typeof(CancelFirstInLine)),
        new(
            "A writer is completed as cancelled after it was let in",
            "LineWaiter.cs",
            "if (!TryLeaveLine()) return;",
            "TryLeaveLine();",
            typeof(CancelMeetsAdmission)),
        new(
            "Closing forgets those who wait for room",
            "MpscWriters.Permits.cs",
            "told = _line.TakeAll();",
            "told = null;",
            typeof(CloseMeetsWaitForRoom)),
        new(
            "Room that was set aside is given to a newcomer",
            "MpscWriters.Permits.cs",
            "if (!_line.IsEmpty || RoomLocked < 1) return WriteStatus.Full;",
            "if (!_line.IsEmpty) return WriteStatus.Full;",
            typeof(TwoReservationsForOnePlace)),
        new(
            "Room is counted before the flag is up",
            "MpscWriters.Permits.cs",
            """
                        if (!queue.TrySetWaiting(true)) return WriteStatus.Closed;
                        // Only now that the flag is up is it ours to count.
                        bool fits = RoomLocked >= count;
            """,
            """
                        bool fits = RoomLocked >= count;
                        if (!queue.TrySetWaiting(true)) return WriteStatus.Closed;
            """,
            typeof(TwoReservationsForOnePlace)),
        new(
            "Permits are announced after the flag",
            "MpscWriters.Permits.cs",
            """
                        AnnouncePermitsLocked();
                        if (!queue.TrySetWaiting(true)) return WriteStatus.Closed;
            """,
            """
                        if (!queue.TrySetWaiting(true)) return WriteStatus.Closed;
                        AnnouncePermitsLocked();
            """,
            typeof(WriteMeetsReservation)),
        new(
            "A reservation that is cancelled leaves those behind it where they are",
            "MpscWriters.cs",
            "            writer.Item = default!;\n            // It may have waited for more room than those behind it do.\n            admitted = AdmitLocked(out mustWake);",
            "            writer.Item = default!; admitted = null; mustWake = false; RestLocked();",
            typeof(CancelledReservationLetsTheNextIn)),
        new(
            "A close does not look for permits",
            "MpscQueue.Closing.cs",
            "if ((word & RingSegment<T>.Waiting) != 0 && !isGated) return null;",
            "",
            typeof(CloseMeetsPermit)),
        new(
            "The last permit does not close the ring",
            "MpscWriters.Permits.cs",
            "if (_isClosing && _reserved == 0) queue.TryCloseRing(isGated: true, out mustWake);",
            "",
            typeof(CloseMeetsPermit)),
        new(
            "The last permit does not look whether the channel is drained",
            "MpscChannel.Sending.cs",
            "        Writers.Unreserve(count);\n        if (Atomic.Read(ref _closeReason) is not null) CompleteIfDrained();",
            "        Writers.Unreserve(count);",
            typeof(LastPermitMeetsLastRead)),
        new(
            "Who takes over does not wait for the reader",
            "MpscChannel.Receiving.cs",
            "        AwaitReader();\n        List<T> left",
            "        List<T> left",
            typeof(TakeOverMeetsRead)),
        new(
            "The reader looks before it leaves its mark",
            "MpscChannel.Receiving.cs",
            """
                    Atomic.Write(ref _isReading, true);
                    if (Atomic.Read(ref _isDiscarded) || !TryTake(out item))
            """,
            """
                    bool isDiscarded = Atomic.Read(ref _isDiscarded);
                    Atomic.Write(ref _isReading, true);
                    if (isDiscarded || !TryTake(out item))
            """,
            typeof(TakeOverMeetsRead)),
        new(
            "A batch is taken without a mark",
            "MpscChannel.Receiving.cs",
            """
                    Atomic.Write(ref _isReading, true);
                    int taken = Atomic.Read(ref _isDiscarded) ? 0 : TakeMany(destination);
            """,
            "int taken = Atomic.Read(ref _isDiscarded) ? 0 : TakeMany(destination);",
            typeof(TakeOverMeetsBatch)),
        new(
            "A batch lets nobody have the room that it made",
            "MpscChannel.Receiving.cs",
            """
                    if (taken == 0) return 0;
                    AdmitWaiting();
            """,
            "if (taken == 0) return 0;",
            typeof(BatchMeetsWaitForRoom)),
        new(
            "Who takes over is not alone",
            "MpscChannel.Receiving.cs",
            "if (Atomic.Exchange(ref _isDiscarded, true)) return [];",
            "if (Atomic.Read(ref _isDiscarded)) return []; Atomic.Exchange(ref _isDiscarded, true);",
            typeof(TwoTakeOver)),
        new(
            "A permit's value is put where nobody looks any more",
            "MpscWriters.Permits.cs",
            "isTaken = !_isDiscarding && queue",
            "isTaken = queue",
            typeof(TakeOverMeetsPermit)),
        new(
            "A reader that was woken for a value is not told that it was taken back",
            "SingleReader.cs",
            "throw Source.IsDiscarded ? Closing.ReadError(Source.Error) : SingleReaderErrors.Overtaken();",
            "throw SingleReaderErrors.Overtaken();",
            typeof(TakeOverMeetsWaitingRead)),
        new(
            "A wait is over for who polls before it is for who awaits",
            "Waiter.cs",
            "protected bool IsCompleted => Atomic.Read(ref _continuation) is not null && Atomic.Read(ref _isCompleted);",
            "protected bool IsCompleted => Atomic.Read(ref _isCompleted);",
            typeof(ReadsInARow)),
        new(
            "A stale cancellation keeps the duty of the next wait",
            "SingleReader.cs",
            "                source.Repark();\n",
            "",
            typeof(StaleCancelMeetsNextWait)),
        new(
            "A stale cancellation parks the next wait over a value",
            "MpscChannel.Receiving.cs",
            "                Wake(isClosed: false);\n",
            "",
            typeof(StaleCancelMeetsWrite)),
        new(
            "A stale cancellation parks the next wait over the end",
            "MpscChannel.Receiving.cs",
            "                Wake(isClosed: true);\n",
            "",
            typeof(StaleCancelMeetsEnd)),
        new(
            "A cancelled read completes without taking the duty",
            "SingleReader.cs",
            "if (IsCompleted || !source.TryUnpark()) return;",
            "if (IsCompleted) return;",
            typeof(CancelMeetsHandOff)),
        new(
            "A second read is let in while the first is being woken",
            "MpscChannel.Receiving.cs",
            "return reader.IsWaiting ? throw SingleReaderErrors.SecondReader() : reader;",
            "return IsParked ? throw SingleReaderErrors.SecondReader() : reader;",
            typeof(SecondReadMeetsWake)),
        new(
            "Completion looks at the end before it can be told of it",
            "MpscChannel.cs",
            """
                        Task completion = _completion.Task;
                        if (Atomic.Read(ref _closeReason) is not null) CompleteIfDrained();
            """,
            """
                        if (Atomic.Read(ref _closeReason) is not null) CompleteIfDrained();
                        Task completion = _completion.Task;
            """,
            typeof(LastReadMeetsEnd)),
        new(
            "The closer leaves Completion to the reader",
            "MpscChannel.cs",
            "        CompleteIfDrained();\n        return isFirst;",
            "        return isFirst;",
            typeof(LastReadMeetsEndOfBounded)),
        new(
            "The sender count is not counted in one step",
            "MpscChannel.Sending.cs",
            "if (Atomic.Decrement(ref _senders) == 0) TryComplete(null);",
            "int senders = Atomic.Read(ref _senders) - 1; Atomic.Exchange(ref _senders, senders); if (senders == 0) TryComplete(null);",
            typeof(SendersLeave)),
        new(
            "A sender that is disposed twice at once counts twice",
            "Sender.cs",
            "if (Atomic.Exchange(ref _disposed, 1) == 0) _side.RemoveSender();",
            "if (Atomic.Read(ref _disposed) == 0) { Atomic.Exchange(ref _disposed, 1); _side.RemoveSender(); }",
            typeof(CloneMeetsDispose)),
        new(
            "The first to close does not decide the error",
            "MpscChannel.cs",
            "bool isFirst = Atomic.CompareExchange(ref _closeReason, error ?? CleanClose, null) is null;",
            "bool isFirst = Atomic.Read(ref _closeReason) is null; if (isFirst) Atomic.Write(ref _closeReason, error ?? CleanClose);",
            typeof(TwoCompletesMeetRead)),
        new(
            "A oneshot's value is announced without a look at the end",
            "OneshotChannel.cs",
            "int before = Atomic.CompareExchange(ref _word, Readable, word);\n            if (before == word) break;",
            "int before = word = Atomic.Exchange(ref _word, Readable);\n            if (before == word) break;",
            typeof(OneshotCloseMeetsWriteAndRead)),
        new(
            "A clone does not ask whether there is anybody to join",
            "Sender.cs",
            "if (!Side.TryAddSender()) ThrowDisposed();",
            "Side.TryAddSender();",
            typeof(CloneMeetsItsOwnDispose)),
        new(
            "A oneshot's waiting receiver takes a value that just came for the end",
            "OneshotChannel.Receiving.cs",
            "return Count != 0 ? new ValueTask<bool>(true) : Closing.Wait(Error);",
            "return Closing.Wait(Error);",
            typeof(OneshotWriteMeetsWaitToRead)),
        new(
            "A oneshot's value is taken without a mark",
            "OneshotChannel.Receiving.cs",
            "if (Atomic.CompareExchange(ref _word, Readable | Taken, Readable) != Readable) return false;",
            "Atomic.Write(ref _word, Readable | Taken);",
            typeof(OneshotTwoLooks)),
        new(
            "A oneshot's slot is written before it is claimed",
            "OneshotChannel.cs",
            "int before = Atomic.CompareExchange(ref _word, word | Writing, word);",
            "Interleave.Point(); _item = item; int before = Atomic.CompareExchange(ref _word, word | Writing, word);",
            typeof(OneshotTwoWrites)),
        new(
            "A look at a oneshot's value does not look whether it is still there",
            "OneshotChannel.Receiving.cs",
            "if (!HasValue(Atomic.Or(ref _word, 0))) return false;",
            "",
            typeof(OneshotPeekMeetsTakeOver)),
        new(
            "A oneshot's end forgets the waiting receiver",
            "OneshotChannel.cs",
            "if ((word & (Parked | Awaited)) != 0) Wake(word, ReaderOutcome.Closed);",
            "",
            typeof(OneshotCloseMeetsWriteAndRead)),
        new(
            "A oneshot's reader announces itself without a look at the end",
            "OneshotChannel.Receiving.cs",
            "if (!TryPark(Awaited)) wait.Wake();",
            "Atomic.Or(ref _word, Awaited);",
            typeof(OneshotWriteMeetsRead)),
        new(
            "A turn goes to rest without another look at the signals",
            "ActorLoop.cs",
            "if (!Cell.HasSignals || !TryUnpark()) return;",
            "return;",
            typeof(StopMeetsRest)),
        new(
            "A turn looks at the signals before it parks",
            "ActorLoop.cs",
            "            switch (TakeOrPark(out Envelope envelope))\n",
            "            bool hasSignals = Cell.HasSignals;\n            switch (TakeOrPark(out Envelope envelope))\n",
            typeof(StopMeetsRest),
            Also: ("if (!Cell.HasSignals || !TryUnpark()) return;", "if (!hasSignals || !TryUnpark()) return;")),
        new(
            "A turn that finds a signal goes on without taking the duty to",
            "ActorLoop.cs",
            "if (!Cell.HasSignals || !TryUnpark()) return;",
            "if (!Cell.HasSignals) return;",
            typeof(SignalMeetsTurn)),
        new(
            "A signal is raised after the actor was woken for it",
            "ActorCell.cs",
            """
                    int before = Atomic.Or(ref _signals, (int)(signal | Signals.Launched));
                    bool isWoken = (before & (int)Signals.Launched) == 0 || Loop.TryUnpark();
            """,
            """
                    int before = Atomic.Or(ref _signals, (int)Signals.Launched);
                    bool isWoken = (before & (int)Signals.Launched) == 0 || Loop.TryUnpark();
                    Atomic.Or(ref _signals, (int)signal);
            """,
            typeof(StopMeetsRest)),
        new(
            "A signal schedules the actor without taking the duty to wake it",
            "ActorCell.cs",
            "if (isWoken) System",
            "System",
            typeof(SignalMeetsTurn)),
        new(
            "Who asks for the end looks at the phase before there is a promise",
            "ActorCell.cs",
            """
                        Task<Terminated> stopped = Extras.Stopped.Task;
                        if (HasEnded) Extras.TellStopped(this);
                        return stopped;
            """,
            """
                        bool hasEnded = HasEnded;
                        Task<Terminated> stopped = Extras.Stopped.Task;
                        if (hasEnded) Extras.TellStopped(this);
                        return stopped;
            """,
            typeof(StoppedIsAskedForAtTheEnd)),
        new(
            "A handler that returns does not look whether its turn was taken away",
            "Suspension.cs",
            "if (Atomic.CompareExchange(ref _state, Resumed, Waiting) == Waiting) _loop.Cell.ScheduleTurn();",
            "if (Atomic.Read(ref _state) == Waiting) { Atomic.Write(ref _state, Resumed); _loop.Cell.ScheduleTurn(); }",
            typeof(KillMeetsReturn)),
        new(
            "A handler begins to await without another look for a kill",
            "Suspension.cs",
            "if (_loop.Cell.IsToBeKilled && TryAbandon()) _loop.Cell.ScheduleTurn();",
            "",
            typeof(KillMeetsSuspend)),
        new(
            "Who begins to watch does not look whether the end has come",
            "WatchSet.cs",
            "return !cell.HasEnded || !TakeWatcher(watcher);",
            "return true;",
            typeof(WatchMeetsEnd)),
        new(
            "A turn waits for a continuation without another look for one",
            "OpenHandlers.cs",
            "if (_posted.IsEmpty && !cell.IsToBeKilled && !cell.System.IsPastDeadline) return true;",
            "if (!cell.IsToBeKilled && !cell.System.IsPastDeadline) return true;",
            typeof(StopMeetsContinuation)),
        new(
            "An abandoned handler settles beside its actor",
            "OpenHandlers.cs",
            "if (Atomic.Read(ref _isAbandoned) != 0) return;",
            "",
            typeof(KillMeetsContinuation)),
        new(
            "An Ask that the sweep forgets is not looked at again",
            "AskRegistry.cs",
            """
                    if (!ask.IsWaiting) return false;
                    ask.IsRegistered = true;
                    return true;
            """,
            "        return false;",
            typeof(WatchMeetsSweep)),
        new(
            "The sweep takes its plan back after it has looked",
            "AskRegistry.cs",
            "            Atomic.Exchange(ref _nextSweep, Never);\n",
            "",
            typeof(ShorterLifeMeetsSweep),
            Also: ("            if (next != Never) SetTimerLocked(", "            Atomic.Exchange(ref _nextSweep, Never);\n            if (next != Never) SetTimerLocked(")),
        new(
            "A later Ask moves the timer back",
            "AskRegistry.cs",
            "            if (deadline < _nextSweep) SetTimerLocked(deadline);",
            "            SetTimerLocked(deadline);",
            typeof(TwoAsksShareTheTimer)),
        new(
            "An Ask goes back to the pool when the first side lets go of it",
            "Ask.Holding.cs",
            "if (Atomic.Decrement(ref _holders) == 0) Recycle();",
            "if (Atomic.Decrement(ref _holders) == 1) Recycle();",
            typeof(LateReplyMeetsNextLife)),
        new(
            "Who passes on the token of handlers does not look whether it is cancelled",
            "Ask.cs",
            "if (cancellationToken.IsCancellationRequested) Cancel(cancellationToken);",
            "",
            typeof(AskMeetsEndOfHandlers)),
        new(
            "An Ask keeps in its next life that it ends with handlers",
            "Ask.cs",
            "        _endsWithHandlers = false;\n",
            "",
            typeof(ReplyMeetsEndOfHandlers)),
        new(
            "The lives of an Ask are not counted",
            "Ask.cs",
            "private const int NextLife = 4;",
            "private const int NextLife = 0;",
            typeof(SweepMeetsNextLife)),
        new(
            "An Ask that ends forgets how many lives it had",
            "Ask.cs",
            "protected bool TryEnd(int life) => Atomic.CompareExchange(ref _state, life | Ended, life | Pending) == (life | Pending);",
            "protected bool TryEnd(int life) => Atomic.CompareExchange(ref _state, Ended, life | Pending) == (life | Pending);",
            typeof(SweepMeetsThirdLife)),
        new(
            "The end of an Ask is taken without a comparison",
            "Ask.cs",
            "protected bool TryEnd(int life) => Atomic.CompareExchange(ref _state, life | Ended, life | Pending) == (life | Pending);",
            "protected bool TryEnd(int life) { if (!IsWaitingIn(life)) return false; Atomic.Exchange(ref _state, life | Ended); return true; }",
            typeof(ReplyMeetsCancel)),
        new(
            "An actor looks for a cycle before others can see that it waits",
            "Ask.Awaiting.cs",
            """
                    asker.Waits.Add(this);
                    OnCompleted(ResumeInTurn, this, token, flags);
            """,
            """
                    AskCycleSearch.Look(this, life);
                    asker.Waits.Add(this);
                    OnCompleted(ResumeInTurn, this, token, flags);
                    return;
            """,
            typeof(TwoAsksCloseACycle)),
        new(
            "A cycle is believed at first sight",
            "AskCycleSearch.cs",
            """
             || !MayReach(first)) return;

                    List<AskEdge> chain = [first];
                    while (TryReach(first.Target, first.Asker, chain, []))
                    {
                        if (chain.TrueForAll(edge => edge.Holds))
            """,
            """
            ) return;

                    List<AskEdge> chain = [first];
                    while (TryReach(first.Target, first.Asker, chain, []))
                    {
                        if (chain.Count != 0)
            """,
            typeof(CycleThatNeverWas),
            Also: ("if (!chain.TrueForAll(edge => edge.Holds)) return false;", "")),
        new(
            "Two break the same cycle",
            "AskCycleSearch.cs",
            "if (!chain.TrueForAll(edge => edge.Holds)) return false;",
            "",
            typeof(TwoAsksCloseACycle)),
        new(
            "Two channels claim the same select",
            "SelectWait.cs",
            "Atomic.CompareExchange(ref _state, Claimed, Open) == Open;",
            "Atomic.Exchange(ref _state, Claimed) is Open or Claimed;",
            typeof(TwoMpmcWritesMeetASelect)),
        new(
            "A select goes on without leaving the lines",
            "Select.Waiting.cs",
            "foreach (SelectCase @case in _cases) @case.Delist();",
            "",
            typeof(SelectGivesTheReadersPlaceBack)),
        new(
            "A select that found something ready does not look whether it was won",
            "Select.Waiting.cs",
            "TryEnlistAll() || !_wait.TryClaim() ?",
            "TryEnlistAll() ?",
            typeof(TwoMpmcWritesMeetASelect)),
        new(
            "A select does not wait for a wake that is under way",
            "SingleReader.cs",
            "        while (Atomic.Read(ref _select) is not null) spin.SpinOnce();",
            "        _select = null;",
            typeof(SelectGivesTheReadersPlaceBack),
            Also: ("        Interleave.Block(() => Volatile.Read(ref _select) is null);\n", "")),
        new(
            "A select gets in line without looking for a value",
            "MpmcChannel.Selecting.cs",
            "if (_count != 0 || _isEnded ||",
            "if (_isEnded ||",
            typeof(TwoMpmcWritesMeetASelect)),
        new(
            "A doorbell looks whether somebody waits before it rings",
            "Doorbell.cs",
            "if (Atomic.Exchange(ref _state, Rung) == Awaited) Complete();",
            "bool isAwaited = Atomic.Read(ref _state) == Awaited; Atomic.Write(ref _state, Rung); if (isAwaited) Complete();",
            typeof(RingsMeetLooks)),
        new(
            "A read of a timer that was given its instant lets itself be cancelled",
            "TimerRead.cs",
            "protected override bool TryLeaveLine() => channel.TryLeave(this);",
            "protected override bool TryLeaveLine() => channel.TryLeave(this) || true;",
            typeof(RingMeetsCancel)),
        new(
            "A timer believes who asked the clock before it rang",
            "TimerChannel.cs",
            "        return _latest;",
            "        return now;",
            typeof(RingMeetsClose)),
        .. PlantedBroadcastBugs.All,
        .. PlantedSignalBugs.All,
        .. PlantedActorBugs.All,
        new(
            "The watch robs a thread that is taking",
            "RunNext.cs",
            "if (!Atomic.Read(ref _isTaking))",
            "",
            typeof(WatchMeetsRunNext)),
        new(
            "A thread takes without a look whether it is robbed",
            "RunNext.cs",
            "if (Atomic.Read(ref _isRobbed)) LetRob();",
            "",
            typeof(WatchMeetsRunNext)),
    ];
}

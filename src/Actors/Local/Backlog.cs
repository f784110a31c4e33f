using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>What the actor has taken from its inbox and not come to yet. The turn's own: senders never write here, so that a busy actor's position does not share a cache line with theirs.</summary>
internal sealed class Backlog
{
    private EnvelopeBlock? _block;
    private int _place;

    // How many are left. Written by the turn, and under the inbox's gate when it grows; read by accounts, under the gate.
    private int _left;

    // Whether one that was taken from here is being handled. Written by the turn, read by accounts.
    private bool _isHandling;

    // Empty, for the inbox to fill.
    private EnvelopeBlock? _spare;

    public int Left => Atomic.Read(ref _left);

    public bool IsHandling
    {
        get => Atomic.Read(ref _isHandling);
        set => Atomic.Write(ref _isHandling, value);
    }

    /// <summary>Exchanges blocks that senders have filled for an empty one; under the inbox's gate, when nothing is left here.</summary>
    public EnvelopeBlock? Exchange(EnvelopeBlock filled, int count)
    {
        _block = filled;
        _place = 0;
        // The first of them is as good as at hand: the message before it is not counted as done until this one is taken.
        _isHandling = true;
        Atomic.Write(ref _left, count);
        EnvelopeBlock? empty = _spare;
        _spare = null;
        return empty;
    }

    /// <summary>Takes the oldest; false if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(out Envelope envelope)
    {
        int left = _left;
        if (left == 0)
        {
            envelope = default;
            return false;
        }

        EnvelopeBlock block = _block!;
        if (_place == block.Size) block = MoveOn(block);
        block.At(_place).Take(out envelope);
        _place++;
        Atomic.Write(ref _left, left - 1);
        return true;
    }

    /// <summary>Looks for what a message carries, and counts those before it. From any thread, under the inbox's gate: the turn goes on meanwhile, and what it takes is miscounted at worst.</summary>
    public bool TryFind(object carried, int sight, ref int before)
    {
        (EnvelopeBlock? block, int from, int left) = (_block, _place, Left);
        while (block is not null && left > 0 && before < sight)
        {
            int count = Math.Min(left, block.Size - from);
            if (block.TryFind(carried, from, count, sight, ref before)) return true;
            left -= count;
            (block, from) = (block.Next, 0);
        }

        return false;
    }

    /// <summary>Puts the last block aside; when all is taken, before the actor looks for more.</summary>
    public void PutAside()
    {
        if (_block is not { } block) return;
        _block = null;
        Keep(block);
    }

    /// <summary>Gives up the block that was put aside, if it is larger than an idle actor needs.</summary>
    public EnvelopeBlock? TakeLarge()
    {
        if (_spare is not { Size: > EnvelopeBlock.SmallSize } large) return null;
        _spare = null;
        return large;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EnvelopeBlock MoveOn(EnvelopeBlock drained)
    {
        EnvelopeBlock next = drained.Next!;
        drained.Next = null;
        Keep(drained);
        _block = next;
        _place = 0;
        return next;
    }

    /// <summary>Keeps one, the larger: an actor that falls behind again and again fills the same blocks.</summary>
    private void Keep(EnvelopeBlock empty)
    {
        if (_spare is { } spare)
        {
            if (spare.Size >= empty.Size)
            {
                BlockPool.Return(empty);
                return;
            }

            BlockPool.Return(spare);
        }

        _spare = empty;
    }
}

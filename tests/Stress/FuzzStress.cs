using System.Diagnostics;
using Channels;

namespace Stress;

/// <summary>Random bytes, read as operations on a channel, and the same on a plain queue: the two must say the same after each.</summary>
internal static class FuzzStress
{
    private const int MostOperations = 64;

    public static int Run(TimeSpan time)
    {
        int seed = Environment.TickCount;
        long began = Stopwatch.GetTimestamp();
        long runs = 0;
        for (; Stopwatch.GetElapsedTime(began) < time; runs++)
        {
            Random random = new(unchecked(seed + (int)runs));
            byte[] input = new byte[random.Next(4, MostOperations)];
            random.NextBytes(input);
            try
            {
                new Fuzzed(input[0]).Run(input.AsSpan(1));
            }
            catch (Exception failure)
            {
                Console.WriteLine($"Input {Convert.ToHexString(input)}: {failure}");
                return 1;
            }
        }

        Console.WriteLine($"{runs:N0} inputs from seed {seed} in {time.TotalSeconds:F0} s: 0 failed");
        return 0;
    }

    /// <summary>A channel beside the queue that says what it should do.</summary>
    private sealed class Fuzzed
    {
        private readonly Sender<int> _sender;
        private readonly Receiver<int> _receiver;
        private readonly int _capacity;
        private readonly bool _canForce;

        private readonly Queue<int> _held = new();
        private readonly List<Permit<int>> _permits = [];
        private int _reserved;
        private bool _isClosed;
        private bool _isTaken;
        private int _next;

        public Fuzzed(byte kind)
        {
            _capacity = kind % 3 == 0 ? int.MaxValue : 1 + (kind / 6 % 5);
            _canForce = kind % 2 == 0;
            bool isBounded = _capacity != int.MaxValue;
            (_sender, _receiver) = (_canForce, isBounded) switch
            {
                (false, true) => Mpsc.Bounded<int>(_capacity),
                (false, false) => Mpsc.Unbounded<int>(),
                (true, true) => Mpmc.Bounded<int>(_capacity),
                _ => Mpmc.Unbounded<int>(),
            };
        }

        private long Room => _isClosed ? 0 : _capacity - (long)_held.Count - _reserved;

        private bool IsEnded => _isClosed && _held.Count == 0 && (_reserved == 0 || _isTaken);

        public void Run(ReadOnlySpan<byte> operations)
        {
            foreach (byte operation in operations)
            {
                Do(operation % 15, 1 + (operation / 15 % 4));
                Demand(_receiver.Count == _held.Count, "the count");
                Demand(_sender.IsClosed == _isClosed, "whether it is closed");
                if (_capacity != int.MaxValue && !_isClosed) Demand(_sender.FreeCapacity == Room, "the free capacity");
            }
        }

        private void Do(int operation, int size)
        {
            switch (operation)
            {
                case 0 or 1:
                    Write();
                    break;
                case 2 or 3:
                    Read();
                    break;
                case 4:
                    bool hasFirst = _receiver.TryPeek(out int first);
                    Demand(hasFirst == (_held.Count != 0) && (!hasFirst || first == _held.Peek()), "the first value");
                    break;
                case 5:
                    Reserve(Math.Min(size, _capacity));
                    break;
                case 6 when _permits.Count != 0:
                    WriteReserved(size % _permits.Count);
                    break;
                case 7 when _permits.Count != 0:
                    GiveBack(size % _permits.Count);
                    break;
                case 8:
                    WriteMany(size);
                    break;
                case 9:
                    ReadMany(size);
                    break;
                case 10 when _canForce:
                    ForceWrite();
                    break;
                case 11:
                    CancelARead();
                    break;
                case 12:
                    CancelAWrite();
                    break;
                case 13 when size == 1:
                    Demand(_receiver.Close() != _isClosed, "who closed it");
                    _isClosed = true;
                    break;
                case 14 when size == 1:
                    Demand(_sender.CloseAndTake().SequenceEqual(_held), "what is handed back");
                    _isClosed = true;
                    _held.Clear();
                    _isTaken = true;
                    break;
            }
        }

        private void Write()
        {
            WriteStatus expected = _isClosed ? WriteStatus.Closed : Room > 0 ? WriteStatus.Written : WriteStatus.Full;
            _sender.TryWrite(_next, out WriteStatus status);
            Demand(status == expected, "a write");
            if (status == WriteStatus.Written) _held.Enqueue(_next++);
        }

        private void Read()
        {
            ReadStatus expected = _held.Count != 0 ? ReadStatus.Read : IsEnded ? ReadStatus.Closed : ReadStatus.Empty;
            _receiver.TryRead(out int value, out ReadStatus status);
            Demand(status == expected && (status != ReadStatus.Read || value == _held.Dequeue()), "a read");
        }

        private void Reserve(int count)
        {
            bool isReserved = _sender.TryReserve(out Permit<int> permit, count);
            Demand(isReserved == Room >= count, "a reservation");
            if (!isReserved) return;
            _permits.Add(permit);
            _reserved += count;
        }

        private void WriteReserved(int index)
        {
            Permit<int> permit = _permits[index];
            permit.Write(_next);
            // Nobody reads any more what permits still bring.
            if (!_isTaken) _held.Enqueue(_next++);
            _reserved--;
            if (permit.Count == 0) _permits.RemoveAt(index);
        }

        private void GiveBack(int index)
        {
            _reserved -= _permits[index].Count;
            _permits[index].Dispose();
            _permits.RemoveAt(index);
        }

        private void WriteMany(int count)
        {
            int[] values = [.. Enumerable.Range(_next, count)];
            int written = _sender.TryWriteMany(values);
            Demand(written == Math.Min(count, Room), "a batch of writes");
            foreach (int value in values.AsSpan(0, written)) _held.Enqueue(value);
            _next += written;
        }

        private void ReadMany(int count)
        {
            int[] values = new int[count];
            int taken = _receiver.TryReadMany(values);
            Demand(taken == Math.Min(count, _held.Count), "a batch of reads");
            foreach (int value in values.AsSpan(0, taken)) Demand(value == _held.Dequeue(), "the order of a batch");
        }

        private void ForceWrite()
        {
            WriteStatus status = _sender.ForceWrite(_next, out int displaced);
            if (_isClosed)
            {
                Demand(status == WriteStatus.Closed, "a forced write to a closed channel");
                return;
            }

            bool hasRoom = Room > 0;
            Demand(status == (hasRoom ? WriteStatus.Written : WriteStatus.Displaced), "a forced write");
            // If permits hold all the room there is only the new value to give up.
            if (!hasRoom && _held.Count == 0)
            {
                Demand(displaced == _next, "the value that came back");
                return;
            }

            if (!hasRoom) Demand(displaced == _held.Dequeue(), "the oldest value");
            _held.Enqueue(_next++);
        }

        private void CancelARead()
        {
            if (_held.Count != 0 || IsEnded) return;
            using CancellationTokenSource cancel = new();
            Task<int> read = _receiver.ReadAsync(cancel.Token).AsTask();
            Demand(!read.IsCompleted, "a read of an empty channel");
            cancel.Cancel();
            Demand(SpinWait.SpinUntil(() => read.IsCanceled, TimeSpan.FromSeconds(10)), "a cancelled read");
        }

        private void CancelAWrite()
        {
            if (_isClosed || Room > 0) return;
            using CancellationTokenSource cancel = new();
            Task write = _sender.WriteAsync(-1, cancel.Token).AsTask();
            Demand(!write.IsCompleted, "a write to a full channel");
            cancel.Cancel();
            Demand(SpinWait.SpinUntil(() => write.IsCanceled, TimeSpan.FromSeconds(10)), "a cancelled write");
        }

        private static void Demand(bool holds, string what)
        {
            if (!holds) throw new InvalidOperationException($"The channel and the queue differ: {what}.");
        }
    }
}

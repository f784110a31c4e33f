namespace Channels.Tests.Contracts;

/// <summary>Runs two actions against each other on two threads, round after round, each round begun at the same instant.</summary>
internal static class InStep
{
    /// <param name="prepare">Runs alone before each round.</param>
    /// <param name="check">Runs alone after each round.</param>
    public static void Race(int rounds, Action<int> prepare, Action<int> one, Action<int> other, Action<int> check)
    {
        int started = 0;
        int finished = 0;
        Exception? failure = null;
        Thread second = new(() =>
        {
            for (int round = 1; round <= rounds; round++)
            {
                // Looks hard, to begin at the same instant; but not for ever, lest it keep the other thread from its processor.
                for (int looks = 0; Volatile.Read(ref started) < round; looks++)
                {
                    if (looks > 500) Thread.Yield();
                }

                try
                {
                    other(round);
                }
                catch (Exception thrown)
                {
                    failure ??= thrown;
                }

                Volatile.Write(ref finished, round);
            }
        })
        {
            IsBackground = true,
        };
        second.Start();

        for (int round = 1; round <= rounds; round++)
        {
            prepare(round);
            Volatile.Write(ref started, round);
            one(round);
            SpinWait spin = default;
            while (Volatile.Read(ref finished) < round) spin.SpinOnce(sleep1Threshold: -1);
            if (failure is not null) throw new InvalidOperationException($"Round {round} of {rounds} failed.", failure);
            check(round);
        }

        second.Join();
    }

    /// <summary>The same with nothing in between, so that both come to each round in step; it is prepared, and checked, for all rounds together.</summary>
    public static void Meet(int rounds, Action<int> one, Action<int> other)
    {
        // How many rounds each of the two has come to; written by its owner, read by the other.
        int first = 0;
        int second = 0;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            for (int round = 1; round <= rounds; round++)
            {
                Await(ref second, ref first, round);
                try
                {
                    other(round);
                }
                catch (Exception thrown)
                {
                    failure ??= thrown;
                }
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        for (int round = 1; round <= rounds; round++)
        {
            Await(ref first, ref second, round);
            one(round);
        }

        thread.Join();
        if (failure is not null) throw new InvalidOperationException("A round failed.", failure);
    }

    private static void Await(ref int own, ref int others, int round)
    {
        // Pairs with the look of the other thread, in the loop below.
        Volatile.Write(ref own, round);
        for (int looks = 0; Volatile.Read(ref others) < round; looks++)
        {
            if (looks > 500) Thread.Yield();
        }
    }
}

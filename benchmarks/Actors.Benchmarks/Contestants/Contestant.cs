using Benchmarks.Work;

namespace Benchmarks.Contestants;

/// <summary>One way to write actors. Each method is a whole program, in the form that is idiomatic and best for it, and returns what is held against what must come out.</summary>
/// <remarks>What a program leaves running is stopped by <see cref="TidyAsync"/>, outside of what is measured.</remarks>
internal abstract class Contestant
{
    public abstract string Name { get; }

    /// <summary>Why it does not do a shape, as a footnote; <see langword="null"/> if it does.</summary>
    public virtual string? WhyNot(string shape) => null;

    /// <summary>Starts the system; once.</summary>
    public virtual Task StartAsync() => Task.CompletedTask;

    /// <summary>Stops the system; once.</summary>
    public virtual Task StopAsync() => Task.CompletedTask;

    /// <summary>Stops the actors that the last program left.</summary>
    public abstract Task TidyAsync();

    /// <summary>Producers send one shared object to one actor. The messages counted.</summary>
    public abstract Task<long> TellAsync(int producers, int messages);

    /// <summary>One producer sends each number in a fresh object. The sum of the numbers.</summary>
    public abstract Task<long> TellFreshAsync(int messages);

    /// <summary>One producer sends each number in a struct. The sum of the numbers.</summary>
    public abstract Task<long> TellStructAsync(int messages);

    /// <summary>Pairs send one message back and forth, each pair its own. The messages that arrived.</summary>
    public abstract Task<long> PingPongAsync(int pairs, int rounds);

    /// <summary>One actor answers; so many askers each wait for their answer, as long as the timeout says, which may be infinite. The sum of the answers, each of which is 1.</summary>
    public abstract Task<long> AskAsync(int inFlight, int requests, TimeSpan timeout);

    /// <summary>Savina 1, pingpong: Ping sends itself a message before each Ping. The Pongs.</summary>
    public abstract Task<long> SavinaPingPongAsync(int rounds);

    /// <summary>Savina 2, count: a producer sends so many increments, then asks for the count by a message. The count.</summary>
    public abstract Task<long> CountAsync(int messages);

    /// <summary>Savina 3, fork-join throughput: a plain thread sends to so many actors in turn. The messages counted.</summary>
    public abstract Task<long> ForkJoinThroughputAsync(int actors, int messagesEach);

    /// <summary>Savina 4, fork-join create: spawn, one message, exit. The exits.</summary>
    public abstract Task<long> ForkJoinCreateAsync(int actors);

    /// <summary>Savina 5, thread ring: a token of its own for each hop. The hops.</summary>
    public abstract Task<long> ThreadRingAsync(int actors, int hops);

    /// <summary>Savina 6, chameneos: creatures meet in one mall. The meetings that creatures took part in, two for each.</summary>
    public abstract Task<long> ChameneosAsync(int creatures, int meetings);

    /// <summary>Savina 7, big: everybody pings random others. The Pongs.</summary>
    public abstract Task<long> BigAsync(int actors, int pings);

    /// <summary>Savina 8, concurrent dictionary: workers send reads and writes, and wait for each result as a message. The results.</summary>
    public abstract Task<long> DictionaryAsync(int workers, int requests);

    /// <summary>Savina 15, banking: an account that waits for another takes nothing else meanwhile. The transfers.</summary>
    public abstract Task<long> BankingAsync(int transfers);

    /// <summary>Savina 29, fib: an actor for each call. The number.</summary>
    public abstract Task<long> FibonacciAsync(int number);

    /// <summary>Savina 16, radix sort: a pipeline of <see cref="Radix.Bits"/> actors. The numbers that arrived in order.</summary>
    public abstract Task<long> RadixSortAsync(int numbers);

    /// <summary>Spawns actors and sends each one message. The messages handled.</summary>
    public abstract Task<long> CreateAsync(int actors);

    /// <summary>A tree of tens; each leaf sends its number to its parent, and each parent the sum. The sum.</summary>
    public abstract Task<long> SkynetAsync(int leaves);

    /// <summary>Sends a backlog to an actor that is held, then lets it go. How long the sending took, and the rest.</summary>
    public abstract Task<(TimeSpan Tell, TimeSpan Drain)> BacklogAsync(int messages);

    /// <summary>Sends probes to one actor beside others that are never idle. Each probe's microseconds until its handler.</summary>
    public abstract Task<IReadOnlyList<double>> ProbeAsync(int saturating, int probes);
}

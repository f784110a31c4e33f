using System.Threading.Channels;
using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Work;

namespace Channels.Benchmarks.Shapes;

/// <summary>A reply for every request: a oneshot, beside a TaskCompletionSource and a channel of capacity 1.</summary>
internal static class OneshotShapes
{
    public static IEnumerable<Shape> All =>
    [
        Alone("oneshot/alone/reply-first", awaitsFirst: false),
        Alone("oneshot/alone/await-first", awaitsFirst: true),
        Served("oneshot/served/1", 1),
        Served("oneshot/served/64", 64),
    ];

    private static SpeedShape Alone(string name, bool awaitsFirst) => new("Oneshot for each request", name, Goals.Ahead,
    [
        new(true, "Oneshot", lap => Requests<OurOneshot, (OneshotSender<long> Sender, OneshotReceiver<long> Receiver)>.AloneAsync(lap, awaitsFirst)),
        new(false, "TaskCompletionSource", lap => Requests<PeerCompletionSource, TaskCompletionSource<long>>.AloneAsync(lap, awaitsFirst)),
        new(false, "bounded(1)", lap => Requests<PeerBoundedOne, Channel<long>>.AloneAsync(lap, awaitsFirst)),
    ]);

    private static SpeedShape Served(string name, int clients) => new("Oneshot for each request", name, Goals.Ahead,
    [
        new(true, "Mpsc and Oneshot", lap =>
            Requests<OurOneshot, (OneshotSender<long> Sender, OneshotReceiver<long> Receiver)>.ServedAsync<OurMpsc<(long, (OneshotSender<long> Sender, OneshotReceiver<long> Receiver))>>(lap, clients)),
        new(false, "unbounded, SingleReader and TaskCompletionSource", lap =>
            Requests<PeerCompletionSource, TaskCompletionSource<long>>.ServedAsync<PeerUnboundedSingleReader<(long, TaskCompletionSource<long>)>>(lap, clients)),
        new(false, "unbounded, SingleReader and bounded(1)", lap =>
            Requests<PeerBoundedOne, Channel<long>>.ServedAsync<PeerUnboundedSingleReader<(long, Channel<long>)>>(lap, clients)),
    ]);
}

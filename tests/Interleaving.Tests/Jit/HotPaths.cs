namespace Interleaving.Tests.Jit;

/// <summary>The program that is compiled along with the channels, so that their hot paths are compiled to machine code.</summary>
internal static class HotPaths
{
    /// <summary>The methods whose machine code is compared.</summary>
    public const string Methods = "TryEnqueue TryEnqueueSlow EnqueueSlow TryDequeue TryTake TryFindNext TryPeek Park TryUnpark TryWrite TryRead Publish Take Close ReadAsync WriteAsync Wake Complete";

    public const string Program = """
        using System;
        using Channels;

        for (int round = 0; round < 3; round++)
        {
            Run(Mpsc.Ring<int>(null), 1);
            Run(Mpsc.Ring<int>(64), 1);
            Run(Mpsc.Unbounded<string>(), "one");
            var (oneshotSender, oneshotReceiver) = Oneshot.Create<int>();
            var waiting = oneshotReceiver.ReadAsync();
            oneshotSender.TryWrite(1);
            waiting.AsTask().Wait();
        }

        static void Run<T>((Sender<T> Sender, Receiver<T> Receiver) channel, T item)
        {
            for (int i = 0; i < 40; i++) channel.Sender.TryWrite(item, out _);
            channel.Receiver.TryPeek(out _);
            while (channel.Receiver.TryRead(out _, out _))
            {
            }

            var read = channel.Receiver.ReadAsync();
            channel.Sender.WriteAsync(item).AsTask().Wait();
            read.AsTask().Wait();
            channel.Sender.TryWrite(item);
            channel.Receiver.TryRead(out _);
            channel.Sender.Dispose();
        }
        """;
}

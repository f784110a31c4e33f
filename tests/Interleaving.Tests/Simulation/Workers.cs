using System.Collections.Concurrent;

namespace Interleaving.Tests.Simulation;

/// <summary>Real threads for simulated ones, used again from schedule to schedule.</summary>
internal static class Workers
{
    private static readonly ConcurrentBag<Worker> Idle = [];

    public static void Start(Action job)
    {
        if (!Idle.TryTake(out Worker? worker)) worker = new Worker();
        worker.Start(job);
    }

    private sealed class Worker
    {
        private readonly SemaphoreSlim _started = new(0);
        private Action? _job;

        public Worker() => new Thread(Work) { IsBackground = true, Name = "simulated" }.Start();

        public void Start(Action job)
        {
            _job = job;
            _started.Release();
        }

        private void Work()
        {
            while (true)
            {
                _started.Wait();
                _job!();
                Idle.Add(this);
            }
        }
    }
}

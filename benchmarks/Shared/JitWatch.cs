using System.Diagnostics;
using System.Runtime;

namespace Benchmarks;

/// <summary>Tells when code that runs again and again is as good as the JIT will make it.</summary>
internal sealed class JitWatch(TimeSpan least, TimeSpan? most = null)
{
    // The JIT counts calls only after 100 ms in which nothing new was called; then it compiles in the background.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    // Something else in the process may keep it busy.
    private readonly TimeSpan _most = most ?? TimeSpan.FromSeconds(4);

    private readonly long _began = Stopwatch.GetTimestamp();
    private long _methods = JitInfo.GetCompiledMethodCount();
    private long? _lastCompiled;

    /// <summary>To be asked after each run of the code: true once that was long enough, and nothing was compiled lately.</summary>
    public bool IsSettled()
    {
        long methods = JitInfo.GetCompiledMethodCount();
        if (methods != _methods) _lastCompiled = Stopwatch.GetTimestamp();
        _methods = methods;

        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        // What other shapes have warmed up before compiles nothing at all.
        return elapsed >= least && (_lastCompiled is not { } last || Stopwatch.GetElapsedTime(last) >= Quiet || elapsed >= _most);
    }
}

using System.Diagnostics;
using System.Text;

namespace Interleaving.Tests.Simulation;

/// <summary>Who did what, step by step, as a table with a column for each thread. Kept only when a failed schedule is run again.</summary>
internal sealed class Trace
{
    private const int Width = 64;

    private readonly List<(int Thread, string Step)> _steps = [];

    public void Add(SimulatedThread thread) => _steps.Add((thread.Id, thread.NextStep));

    /// <summary>Names the access that the calling thread is about to make: the operation, and who wants it.</summary>
    public static string DescribeCaller(bool waits)
    {
        string operation = waits ? "Wait" : "Point";
        List<string> callers = [];
        foreach (StackFrame frame in new StackTrace(2, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { DeclaringType: { } type } method) continue;
            if (type.Namespace == typeof(Trace).Namespace) continue;
            if (type.Namespace == typeof(Channels.Atomics.Atomic).Namespace)
            {
                if (type.Name is not "Interleave") operation = method.Name;
                continue;
            }

            string name = $"{type.Name.Split('`')[0]}.{method.Name}";
            callers.Add(frame.GetFileLineNumber() is > 0 and int line ? $"{name}:{line}" : name);
            if (callers.Count == 2) break;
        }

        return $"{operation} in {string.Join(" < ", callers)}";
    }

    public string ToTable(IReadOnlyList<SimulatedThread> threads)
    {
        StringBuilder table = new();
        table.Append("step");
        foreach (SimulatedThread thread in threads) table.Append(" | ").Append(thread.Name.PadRight(Width));
        table.AppendLine();
        for (int i = 0; i < _steps.Count; i++)
        {
            table.Append($"{i + 1,4}");
            foreach (SimulatedThread thread in threads)
            {
                string step = thread.Id == _steps[i].Thread ? _steps[i].Step : "";
                table.Append(" | ").Append(step.Length > Width ? step[..(Width - 1)] + "…" : step.PadRight(Width));
            }

            table.AppendLine();
        }

        return table.ToString();
    }
}

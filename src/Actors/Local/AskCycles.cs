using Actors.Diagnostics;
using Actors.Messaging;
using Microsoft.Extensions.Logging;

namespace Actors.Local;

/// <summary>Does what the policy says about actors that ask each other in a cycle.</summary>
internal static class AskCycles
{
    public static Func<IReadOnlyList<AskEdge>, Exception?>? Handler(AskCyclePolicy policy, ILogger logger) => policy switch
    {
        AskCyclePolicy.Fail => static cycle => new AskCycleException(ChainOf(cycle)),
        AskCyclePolicy.Warn => cycle =>
        {
            logger.AskCycle(string.Join(" -> ", ChainOf(cycle)));
            return null;
        },
        _ => null,
    };

    private static List<AskCycleStep> ChainOf(IReadOnlyList<AskEdge> cycle) =>
    [
        new AskCycleStep(new ActorPath(cycle[0].Asker.Name), cycle[0].Asker.HeldBy),
        .. cycle.Select(edge => new AskCycleStep(new ActorPath(edge.Target.Name), edge.Request.GetType().Name)),
    ];
}

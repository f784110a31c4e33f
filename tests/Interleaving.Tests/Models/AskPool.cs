using System.Reflection;
using Actors.Messaging;

namespace Interleaving.Tests.Models;

/// <summary>The pool of Asks that each real thread has: emptied before a simulated one begins, or what an earlier schedule left there would change this one.</summary>
internal static class AskPool
{
    private static readonly FieldInfo Cache = typeof(MessagePool<Ask<int>>).GetField("_cache", BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void Forget() => Cache.SetValue(null, null);
}

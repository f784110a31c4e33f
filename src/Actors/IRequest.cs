namespace Actors;

/// <summary>Marks a message as a request and names the type of its reply.</summary>
/// <typeparam name="TSelf">The request itself: <c>record GetCount : IRequest&lt;GetCount, int&gt;</c>. With it the compiler knows request and reply from the argument alone, and no reflection is needed at run time.</typeparam>
/// <typeparam name="TReply">What the asker gets.</typeparam>
public interface IRequest<in TSelf, out TReply>
    where TSelf : IRequest<TSelf, TReply>;

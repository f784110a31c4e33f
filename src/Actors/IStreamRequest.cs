namespace Actors;

/// <summary>Marks a message as a request for a sequence and names the type of its items.</summary>
/// <typeparam name="TSelf">The request itself: <c>record GetLines(string File) : IStreamRequest&lt;GetLines, string&gt;</c>. As with <see cref="IRequest{TSelf, TReply}"/>.</typeparam>
/// <typeparam name="TItem">What the asker gets one after the other.</typeparam>
public interface IStreamRequest<in TSelf, out TItem>
    where TSelf : IStreamRequest<TSelf, TItem>;

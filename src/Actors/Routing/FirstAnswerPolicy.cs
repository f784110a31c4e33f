namespace Actors.Routing;

/// <summary>Scatter and gather: a request is put to every routee, and the first answer counts; what is told goes to one after the other.</summary>
/// <remarks>Requests that have not begun when the answer is there are skipped. The Ask fails only when all have failed, with what the last one threw.</remarks>
public sealed class FirstAnswerPolicy : RoutingPolicy
{
    private readonly RoundRobinPolicy _others = new();

    /// <inheritdoc/>
    protected internal override int Choose(RoutedMessage message, RouteeList routees) => message.IsRequest ? Everyone : _others.Next(routees);
}

using Actors;

namespace SeededTests;

public sealed record Pay(int Amount);

/// <summary>Reads, adds and writes back. Between the three messages another payer may do the same.</summary>
public sealed class CarelessPayer(IActorRef<Account> account) : Actor, IHandle<Pay>
{
    public async ValueTask HandleAsync(Pay message, CancellationToken cancellationToken)
    {
        int balance = await account.AskAsync(new GetBalance(), cancellationToken);
        account.Tell(new SetBalance(balance + message.Amount));
    }
}

/// <summary>Says what it wants in one message.</summary>
public sealed class CarefulPayer(IActorRef<Account> account) : Actor, IHandle<Pay>
{
    public ValueTask HandleAsync(Pay message, CancellationToken cancellationToken)
    {
        account.Tell(new Deposit(message.Amount));
        return default;
    }
}

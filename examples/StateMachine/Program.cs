using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddActors(actors => actors.Add("machine", _ => new CoffeeMachine(TimeSpan.FromMilliseconds(50))));
using var host = builder.Build();
await host.StartAsync();

var machine = host.Services.GetRequiredService<IActorRef<CoffeeMachine>>();
try
{
    await machine.AskAsync(new Brew("espresso"));
}
catch (MessageNotHandledException error)
{
    Console.WriteLine($"No coffee: it is {error.State}.");
}

machine.Tell(new SwitchOn());
// It is not hot yet: both requests wait for the next state, in this order.
ValueTask<string> first = machine.AskAsync(new Brew("espresso"));
ValueTask<string> second = machine.AskAsync(new Brew("lungo"));
Console.WriteLine(await first);
Console.WriteLine(await second);
machine.Tell(new SwitchOff());
Console.WriteLine($"{await machine.AskAsync(new CountCups())} cups.");
await host.StopAsync();

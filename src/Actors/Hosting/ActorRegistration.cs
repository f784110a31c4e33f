using Actors.Local;

namespace Actors.Hosting;

/// <summary>An actor that starts with the host.</summary>
/// <param name="System">Where.</param>
/// <param name="Name">Its name, and its key among the services.</param>
/// <param name="MakeRecipe">Says how it is made; asked once for each system.</param>
/// <param name="Options">How it is run.</param>
/// <param name="Settings">What the configuration may say of it.</param>
internal sealed record ActorRegistration(SystemRegistration System, string Name, Func<ActorRecipe> MakeRecipe, SpawnOptions Options, ActorSettings Settings);

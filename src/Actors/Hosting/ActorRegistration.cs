using Actors.Local;

namespace Actors.Hosting;

/// <summary>An actor that starts with the host.</summary>
internal sealed record ActorRegistration(SystemRegistration System, string Name, ActorRecipe Recipe, SpawnOptions Options);

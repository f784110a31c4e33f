using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Conventions;

/// <summary>Lists what of an assembly a user can say, without what the compiler made.</summary>
internal static class PublicSymbolsExtensions
{
    public static IEnumerable<ISymbol> PublicSymbols(this IAssemblySymbol assembly) => Types(assembly.GlobalNamespace).SelectMany(type => Members(type).Prepend(type));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                if (!IsVisible(type)) continue;
                yield return type;
            }

            foreach (INamedTypeSymbol nested in Types(member)) yield return nested;
        }
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate ? [] : type.GetMembers().Where(member => IsVisible(member) && member is not INamedTypeSymbol && !IsMade(type, member));

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && symbol.GetAttributes().All(attribute => attribute.AttributeClass?.Name != "CompilerGeneratedAttribute" || symbol is IFieldSymbol);

    private static bool IsMade(INamedTypeSymbol type, ISymbol member) => member switch
    {
        // Accessors are documented with their property; a constructor that nobody wrote has no parameters.
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove } => true,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true } => true,
        // The parameters of a record are documented with it, and so is its constructor.
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => IsRecord(type) && constructor.Parameters.All(parameter => PropertyOf(type, parameter.Name)),
        IPropertySymbol property => IsRecord(type) && IsParameter(type, property.Name),
        IFieldSymbol field => type.TypeKind == TypeKind.Enum && !field.HasConstantValue,
        { IsOverride: true } => true,
        _ => false,
    };

    private static bool IsRecord(INamedTypeSymbol type) => type.GetMembers("PrintMembers").Length != 0 || type.IsRecord;

    private static bool PropertyOf(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IPropertySymbol>().Any();

    private static bool IsParameter(INamedTypeSymbol type, string name) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == name));
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Architecture.Tests.Layering;

/// <summary>A compiled package with its symbols: which folder each type was written in, and which types it uses.</summary>
internal sealed class PackageAssembly : IDisposable
{
    private readonly string _package;
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly MetadataReaderProvider _symbolFile;
    private readonly MetadataReader _symbols;
    private readonly Dictionary<TypeDefinitionHandle, string?> _folders = [];

    public PackageAssembly(string package)
    {
        _package = package;
        string path = Path.Combine(AppContext.BaseDirectory, package + ".dll");
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
        _symbolFile = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));
        _symbols = _symbolFile.GetMetadataReader();
        foreach (TypeDefinitionHandle type in _metadata.TypeDefinitions.Where(type => Outermost(type) == type)) _folders[type] = FindFolder(type);
    }

    /// <summary>Every type that somebody wrote, with its folder.</summary>
    public IEnumerable<(string Type, string Folder)> Types =>
        _folders.Where(pair => pair.Value is not null).Select(pair => (NameOf(pair.Key), pair.Value!));

    /// <summary>Which other types each type uses, of this package or of another that has a folder in <paramref name="layers"/>.</summary>
    public HashSet<TypeUse> Uses(Layers layers)
    {
        HashSet<TypeUse> uses = [];
        foreach (TypeDefinitionHandle type in _metadata.TypeDefinitions)
        {
            TypeDefinitionHandle from = Outermost(type);
            if (_folders[from] is not { } folder) continue;

            foreach (EntityHandle used in NamedBy(type))
            {
                (string? to, string? toFolder) = Find(used);
                if (to is not null && toFolder is not null && to != NameOf(from) && (used.Kind == HandleKind.TypeDefinition || layers.Knows(toFolder)))
                    uses.Add(new TypeUse(NameOf(from), folder, to, toFolder));
            }
        }

        return uses;
    }

    public void Dispose()
    {
        _symbolFile.Dispose();
        _file.Dispose();
    }

    private (string? Name, string? Folder) Find(EntityHandle used)
    {
        if (used.Kind == HandleKind.TypeDefinition)
        {
            TypeDefinitionHandle definition = Outermost((TypeDefinitionHandle)used);
            return (NameOf(definition), _folders[definition]);
        }

        TypeReference reference = _metadata.GetTypeReference((TypeReferenceHandle)used);
        return reference.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => Find(reference.ResolutionScope),
            HandleKind.AssemblyReference => (
                _metadata.GetString(reference.Name),
                _metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name)),
            _ => (null, null),
        };
    }

    private HashSet<EntityHandle> NamedBy(TypeDefinitionHandle handle)
    {
        HashSet<EntityHandle> found = [];
        TypeNames names = new(found);
        TypeDefinition type = _metadata.GetTypeDefinition(handle);

        AddType(type.BaseType);
        foreach (InterfaceImplementationHandle each in type.GetInterfaceImplementations()) AddType(_metadata.GetInterfaceImplementation(each).Interface);
        AddConstraints(type.GetGenericParameters());
        AddAttributes(type.GetCustomAttributes());
        foreach (FieldDefinitionHandle field in type.GetFields()) _metadata.GetFieldDefinition(field).DecodeSignature(names, null);
        foreach (MethodDefinitionHandle each in type.GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(each);
            method.DecodeSignature(names, null);
            AddConstraints(method.GetGenericParameters());
            AddAttributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress == 0) continue;

            MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil) _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null);
            foreach (ExceptionRegion region in body.ExceptionRegions) AddType(region.CatchType);
            foreach (EntityHandle token in MethodTokens.Of(body)) AddMember(token);
        }

        return found;

        void AddConstraints(GenericParameterHandleCollection parameters)
        {
            foreach (GenericParameterHandle parameter in parameters)
            {
                foreach (GenericParameterConstraintHandle each in _metadata.GetGenericParameter(parameter).GetConstraints())
                    AddType(_metadata.GetGenericParameterConstraint(each).Type);
            }
        }

        void AddAttributes(CustomAttributeHandleCollection attributes)
        {
            foreach (CustomAttributeHandle each in attributes) AddMember(_metadata.GetCustomAttribute(each).Constructor);
        }

        void AddMember(EntityHandle member)
        {
            switch (member.Kind)
            {
                case HandleKind.MethodDefinition:
                    AddType(_metadata.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    AddType(_metadata.GetFieldDefinition((FieldDefinitionHandle)member).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    AddMember(_metadata.GetMemberReference((MemberReferenceHandle)member).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    MethodSpecification method = _metadata.GetMethodSpecification((MethodSpecificationHandle)member);
                    AddMember(method.Method);
                    method.DecodeSignature(names, null);
                    break;
                default:
                    AddType(member);
                    break;
            }
        }

        void AddType(EntityHandle named)
        {
            if (named.IsNil) return;
            if (named.Kind == HandleKind.TypeSpecification) names.GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)named, 0);
            else if (named.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference) found.Add(named);
        }
    }

    /// <summary>The type that a nested one, or a closure, belongs to.</summary>
    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        while (_metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer) type = outer;
        return type;
    }

    /// <summary>The folder of the file a type was written in; its namespace's where it has no code; null for what the compiler made.</summary>
    private string? FindFolder(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        if (_metadata.GetString(type.Name).StartsWith('<')) return null;

        string? written = FilesOf(handle).Select(FolderOfFile).FirstOrDefault(folder => folder is not null);
        if (written is not null) return written;

        string name = _metadata.GetString(type.Namespace);
        if (name == _package) return Layers.TopFolder;
        return name.StartsWith(_package + ".", StringComparison.Ordinal) ? name[(_package.Length + 1)..] : null;
    }

    /// <summary>The files of a type's methods, closures and nested types included.</summary>
    private IEnumerable<string> FilesOf(TypeDefinitionHandle type)
    {
        TypeDefinition definition = _metadata.GetTypeDefinition(type);
        foreach (MethodDefinitionHandle method in definition.GetMethods())
        {
            DocumentHandle document = _symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document;
            if (!document.IsNil) yield return _symbols.GetString(_symbols.GetDocument(document).Name).Replace('\\', '/');
        }

        foreach (TypeDefinitionHandle nested in definition.GetNestedTypes())
        {
            foreach (string file in FilesOf(nested)) yield return file;
        }
    }

    private static string? FolderOfFile(string file)
    {
        // .../src/Actors/Local/Inbox.cs; linked files keep the folder they come from.
        int src = file.LastIndexOf("/src/", StringComparison.Ordinal);
        if (src < 0 || file.Contains("/obj/", StringComparison.Ordinal)) return null;
        string[] parts = file[(src + 5)..].Split('/');
        return parts.Length switch { < 2 => null, 2 => Layers.TopFolder, _ => parts[1] };
    }

    private string NameOf(TypeDefinitionHandle type) => _metadata.GetString(_metadata.GetTypeDefinition(type).Name);
}

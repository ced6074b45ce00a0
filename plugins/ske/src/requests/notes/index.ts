export { CoverageNotes, Refusals } from './CoverageNotes';
export { NamespaceForm } from './NamespaceForm';
export { AddedNamespaces, NamespaceNote } from './NamespaceNote';

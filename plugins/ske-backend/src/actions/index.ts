export { scaffolderModule } from './scaffolderModule';
export { scaffolderModuleSkeExtensions } from './scaffolderModuleSkeExtensions';

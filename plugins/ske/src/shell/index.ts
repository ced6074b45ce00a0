export {
  installSubPage,
  platformPage,
  previewSubPage,
  resourcesSubPage,
  servicesSubPage,
} from './pages';

export {
  platformPage,
  previewSubPage,
  resourcesSubPage,
  servicesSubPage,
} from './pages';

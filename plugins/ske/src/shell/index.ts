export { platformPage, resourcesSubPage, servicesSubPage } from './pages';

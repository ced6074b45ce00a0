export { PreviewPage } from './PreviewPage';

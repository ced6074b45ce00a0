export { EditObject } from './EditObject';

export { toJavaScriptPattern } from './toJavaScriptPattern';

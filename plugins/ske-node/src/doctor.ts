/**
 * The doctor as a command.
 *
 * @packageDocumentation
 */
export type { DoctorSurroundings } from './doctor/runDoctor';
export { runDoctor } from './doctor/runDoctor';

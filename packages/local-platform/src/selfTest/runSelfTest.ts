export async function runSelfTest(): Promise<number> {
  return 1;
}

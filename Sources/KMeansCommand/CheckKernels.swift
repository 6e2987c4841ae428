import KMeansMatrices

/// Refuses an instruction set that the environment asks for and this machine cannot run.
///
/// The fit would find out after the data was read, and labelling would quietly take another.
func checkKernels() throws(CommandError) {
  _ = try reporting(CommandError.kernels) { () throws(KernelError) in try Kernels.selected() }
}

import KMeansCore

/// Refuses an instruction set that the environment asks for and this machine cannot run.
///
/// The fit would find out only after the data was read, and labelling would silently use another
/// set.
func checkKernels() throws(CommandError) {
  _ = try reporting(CommandError.kernels) { () throws(KernelError) in try Kernels.selected() }
}

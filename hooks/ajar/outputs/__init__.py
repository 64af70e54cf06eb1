"""One module per output beside the pages themselves. Everything here is plain text in, plain text out."""

"""What has to stay fast, or small: measured against something in the same run, on loopback alone."""

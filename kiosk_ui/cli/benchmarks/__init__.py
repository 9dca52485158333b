"""What `wanqing bench` measures; each module measures one thing and prints it."""
